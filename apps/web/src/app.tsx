import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { RouterProvider } from 'react-router/dom';
import { router } from './routes';
import { useLanguage } from './language/use-language';
import { theme } from './look/theme';
import { client } from './server/client';

export const App = () => (
  <ConfigProvider locale={useLanguage() === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
    <AntApp component={false}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </AntApp>
  </ConfigProvider>
);
